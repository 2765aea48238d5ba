using System.Reflection;
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
