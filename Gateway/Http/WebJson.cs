using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansOps.Api;

namespace OrleansOps.Http;

/// <summary>
/// How answers are written: text as it is, not as escapes. They are sent as JSON or events with sniffing forbidden, so nothing takes them
/// for a page.
/// </summary>
internal static class WebJson
{
    public static readonly RestJson Context = new(new JsonSerializerOptions(RestJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void AddRestJson(this WebApplicationBuilder builder) => builder.Services.ConfigureHttpJsonOptions(http =>
    {
        var options = http.SerializerOptions;
        var ours = RestJson.Default.Options;
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(RestJson.Default);
        options.TypeInfoResolverChain.Add(Protocol.ProtocolJson.Default);
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
        options.NumberHandling = ours.NumberHandling;
        options.MaxDepth = ours.MaxDepth;
        foreach (var converter in ours.Converters)
        {
            options.Converters.Add(converter);
        }
    });
}
