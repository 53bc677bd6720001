package art.scumble.ingest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What holds for every operation of the API's document: whatever goes wrong is a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final List<String> AUTOMATIC = List.of("401", "403");

    @Override
    public Operation filterOperation(Operation operation) {
        AUTOMATIC.forEach(operation.getResponses()::removeAPIResponse);
        operation.getResponses().setDefaultValue(problem());
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
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
