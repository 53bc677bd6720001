package art.scumble.ingest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What holds for every operation of the API's document: whatever goes wrong is a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String JSON = "application/json";
    /** Records of the contract that are written as one text. */
    private static final List<String> TEXTS = List.of("Sha256", "TenantId", "MediaType");

    private static final List<String> AUTOMATIC = List.of("401", "403");

    @Override
    public Operation filterOperation(Operation operation) {
        AUTOMATIC.forEach(operation.getResponses()::removeAPIResponse);
        operation.getResponses().setDefaultValue(problem());
        if (operation.getRequestBody() != null) {
            jsonFirst(operation.getRequestBody().getContent());
        }
        return operation;
    }

    /** Of several kinds of body, generators take the first. */
    private static void jsonFirst(Content content) {
        Map<String, MediaType> others = new LinkedHashMap<>(content.getMediaTypes());
        MediaType json = others.remove(JSON);
        if (json != null) {
            others.keySet().forEach(content::removeMediaType);
            others.forEach(content::addMediaType);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        TEXTS.forEach(name -> document.getComponents().addSchema(name, text()));
        document.getComponents()
                .addSchema(
                        PROBLEM,
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .required(List.of("type", "status", "title", "detail"))
                                .addProperty("type", text().format("uri"))
                                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                                .addProperty("title", text())
                                .addProperty("detail", text())
                                .addProperty("code", text())
                                .addProperty("advice", text()));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse()
                .description("A problem, as RFC 9457 has it; docs/api.md lists the types.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }
}
