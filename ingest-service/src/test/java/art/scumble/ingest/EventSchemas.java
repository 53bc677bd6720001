package art.scumble.ingest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the contract's records, as Jackson writes them. */
final class EventSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode schemas = json.createObjectNode();

    /** All that were asked for, and what they are made of, by name. */
    ObjectNode schemas() {
        return schemas;
    }

    /** The schema of a type, as others refer to it. */
    ObjectNode of(Type type) {
        ObjectNode schema = json.createObjectNode();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            schema.put("type", "array").set("items", of(list.getActualTypeArguments()[0]));
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == UUID.class) {
            return schema.put("type", "string").put("format", "uuid");
        } else if (plain == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (plain == String.class || isText(plain)) {
            return schema.put("type", "string");
        } else if (plain == int.class || plain == long.class || plain == Long.class || plain == Integer.class) {
            return schema.put("type", "integer");
        } else if (plain == double.class) {
            return schema.put("type", "number");
        } else if (plain == boolean.class) {
            return schema.put("type", "boolean");
        }
        return named(plain);
    }

    private ObjectNode named(Class<?> type) {
        String name = type.getSimpleName();
        if (!schemas.has(name)) {
            schemas.putObject(name);
            schemas.set(name, type.isEnum() ? choice(type) : type.isRecord() ? object(type) : oneOf(type));
        }
        return json.createObjectNode().put("$ref", REFERENCE + name);
    }

    /** A record around one text, such as an id. */
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private ObjectNode choice(Class<?> type) {
        ObjectNode schema = json.createObjectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(json.valueToTree(constant));
        }
        return schema;
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode schema = json.createObjectNode().put("type", "object");
        ArrayNode required = json.createArrayNode();
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
        return schema;
    }

    /** A sealed interface, whose kinds Jackson tells apart by a property. */
    private ObjectNode oneOf(Class<?> type) {
        ObjectNode schema = json.createObjectNode();
        ArrayNode kinds = schema.putArray("oneOf");
        String property = type.getAnnotation(JsonTypeInfo.class).property();
        for (JsonSubTypes.Type kind : type.getAnnotation(JsonSubTypes.class).value()) {
            ObjectNode own = object(kind.value());
            ((ObjectNode) own.get("properties"))
                    .set(property, json.createObjectNode().put("const", kind.name()));
            ((ArrayNode) own.get("required")).add(property);
            String name = kind.value().getSimpleName();
            schemas.set(name, own);
            kinds.addObject().put("$ref", REFERENCE + name);
        }
        return schema.put("description", "By " + property.toLowerCase(Locale.ROOT) + ".");
    }
}
