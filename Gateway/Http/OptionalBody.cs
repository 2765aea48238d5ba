using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansOps.Http;

/// <summary>A request body that may be left out, read strictly where there is one.</summary>
internal sealed class OptionalBody<T>(T? value) : IEndpointParameterMetadataProvider
    where T : class
{
    public T? Value => value;

    public static async ValueTask<OptionalBody<T>?> BindAsync(HttpContext http)
    {
        var isEmpty = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not true;   // many clients name the type of every body, also of none
        return new OptionalBody<T>(isEmpty ? null : (await JsonBody<T>.BindAsync(http))?.Value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));
}
