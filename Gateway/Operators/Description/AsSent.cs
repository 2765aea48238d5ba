using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Description;

/// <summary>Makes schemas say what is sent, where types alone say something else: clients take their own types from them.</summary>
internal static class AsSent
{
    public static void DescribeAsSent(this OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            NameNullValues(schema, context);
            if (context.JsonTypeInfo.Type == typeof(TaskPhase))
            {
                // Every task that exists is past it.
                schema.Enum = schema.Enum?.Where(phase => !string.Equals(phase?.GetValue<string>(), "none", StringComparison.Ordinal)).ToList();
            }

            if (context.JsonTypeInfo.Type == typeof(Api.Problem) && context.JsonPropertyInfo is null && schema.Properties?["code"] is OpenApiSchema code)
            {
                ListCodes(code);
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            foreach (var schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
            {
                LeaveOutWhatIsNull(schema);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>The codes that there are today. A closed list would make a client refuse the answer that has tomorrow's.</summary>
    private static void ListCodes(OpenApiSchema schema)
    {
        schema.Description = "Short, stable name for programs. More may come; the web server's own are http- and the status.";
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        schema.Extensions["x-extensible-enum"] = new JsonNodeExtension(new JsonArray([.. Api.ProblemCodes.All.Select(problem => JsonValue.Create(problem.Code))]));
        schema.Extensions["x-enum-descriptions"] = new JsonNodeExtension(
            new JsonArray([.. Api.ProblemCodes.All.Select(problem => JsonValue.Create($"{problem.Status}: {problem.Meaning} {problem.Advice}"))]));
    }

    /// <summary>A null that is a value of its own, such as that of a label to take away. The framework looks at nullability no deeper than the property.</summary>
    private static void NameNullValues(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (schema.AdditionalProperties is OpenApiSchema values && context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property
            && new NullabilityInfoContext().Create(property).GenericTypeArguments is [_, { ReadState: NullabilityState.Nullable }])
        {
            values.Type |= JsonSchemaType.Null;
        }
    }

    /// <summary>A property without a value is left out (RestJson), where the framework says that it is there and null.</summary>
    private static void LeaveOutWhatIsNull(OpenApiSchema schema)
    {
        schema.Enum = schema.Enum?.Where(value => value is not null).ToList();
        foreach (var (name, described) in schema.Properties?.ToList() ?? [])
        {
            if (described is OpenApiSchema { OneOf: [{ Type: JsonSchemaType.Null }, var value] })
            {
                schema.Properties![name] = value;
            }
            else if (described is OpenApiSchema { Type: { } type } plain && type.HasFlag(JsonSchemaType.Null))
            {
                plain.Type = type & ~JsonSchemaType.Null;
            }
            else
            {
                continue;
            }

            schema.Required?.Remove(name);
        }
    }
}
