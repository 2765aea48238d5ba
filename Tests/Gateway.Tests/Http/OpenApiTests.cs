using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

public sealed partial class OpenApiTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task TheDocumentDescribesEveryRouteAndNoOther()
    {
        var document = await Document();
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        var mapped = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<TokenOfTask>() is null && endpoint.Metadata.GetMetadata<TokenOfRun>() is null)   // between hosts and gateways, and the doors of other systems
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method is not ("LOCK" or "UNLOCK")).Select(   // for which OpenAPI has no word
                method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperationSaysWhatItDoesWhatItAnswersAndWhoMayAsk()
    {
        var document = await Document();
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["Bearer"]!["scheme"]!.GetValue<string>());
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var name = $"{method} {path}";
                Assert.False(string.IsNullOrWhiteSpace((string?)operation!["summary"]), name);
                Assert.False(string.IsNullOrWhiteSpace((string?)operation["operationId"]), name);
                Assert.NotNull(operation["responses"]!["401"]?["content"]?["application/problem+json"]);
                Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
                Assert.True(name is "post /api/v1/sessions" ^ operation["security"]?.AsArray() is { Count: > 0 }, name);   // a login is open to whoever shows a token
                Assert.True(method is not "put" || operation["requestBody"]?["content"]?["application/json"] is not null, name);
            }
        }
    }

    /// <summary>One word for one thing: a host, whatever the addresses and fields were called when they were made. Its agent is the program that runs there.</summary>
    [Fact]
    public async Task ItSpeaksOfHosts()
    {
        var texts = Texts(await Document()).ToList();

        Assert.True(texts.Count > 150, $"There were only {texts.Count} texts.");
        Assert.DoesNotContain(texts, text => AgentForHost().IsMatch(text));
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(field => field is { Key: "description" or "summary", Value: JsonValue text } ? [text.GetValue<string>()] : field.Key is "tags" ? Names(field.Value) : Texts(field.Value)),
        JsonArray things => things.SelectMany(Texts),
        _ => [],
    };

    private static IEnumerable<string> Names(JsonNode? tags) => (tags as JsonArray ?? []).Select(tag => tag is JsonValue name ? name.GetValue<string>() : tag!["name"]!.GetValue<string>());

    /// <summary>The word, but not a field or a code, nor what the program on a host does.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"(?<!'|unknown-|by the |while the )\b[Aa]gents?\b(?!')", System.Text.RegularExpressions.RegexOptions.None, 1_000)]
    private static partial System.Text.RegularExpressions.Regex AgentForHost();

    [Fact]
    public async Task EveryOperationNamesTheCredentialsThatOpenIt()
    {
        foreach (var (path, operations) in (await Document())["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var schemes = (operation!["security"]?.AsArray() ?? []).SelectMany(one => one!.AsObject().Select(scheme => scheme.Key)).Order(StringComparer.Ordinal);
                string[] expected = $"{method} {path}" switch
                {
                    "post /api/v1/sessions" => [],
                    "post /api/v1/agents/register" => ["Bearer"],   // a join token, and no browser has one
                    _ when path.StartsWith("/api/v1/terraform/state/", StringComparison.Ordinal) => ["Basic", "Bearer", OrleansOps.Access.SessionCookie.Name],   // Terraform shows it no other way
                    _ => ["Bearer", OrleansOps.Access.SessionCookie.Name],
                };
                Assert.Equal(expected.Order(StringComparer.Ordinal), schemes);
            }
        }
    }

    [Fact]
    public async Task ATaskIsDescribedByItsFieldsAndItsPhases()
    {
        var schemas = (await Document())["components"]!["schemas"]!;

        Assert.NotNull(schemas["SubmitTask"]!["properties"]!["scriptBase64"]);
        Assert.NotNull(schemas["TaskView"]!["properties"]!["exitCode"]);
        Assert.NotNull(schemas["TaskGrace"]!["properties"]!["interruptSeconds"]);
        Assert.Contains("cancelUnconfirmed", schemas["TaskPhase"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(schemas["Problem"]!["properties"]!["code"]);
    }

    /// <summary>As answers have it: what has no value is left out. Null is said only where it is a value.</summary>
    [Fact]
    public async Task NoFieldIsNullButAValueThatTakesSomethingAway()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();

        var nulls = schemas.SelectMany(schema => Nulls($"{schema.Key}", schema.Value));
        Assert.Equal(["EditAgent.properties.labels.additionalProperties.type", "SubmitFile.properties.headers.additionalProperties.type", "SubmitRun.properties.secrets.additionalProperties.type", "SubmitTask.properties.secrets.additionalProperties.type"], nulls.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("nextCursor", schemas["TaskList"]!["required"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("none", schemas["TaskPhase"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Nulls(string path, JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(field => Nulls($"{path}.{field.Key}", field.Value)),
        JsonArray things => things.SelectMany(each => Nulls(path, each)).Distinct(StringComparer.Ordinal),
        null => [path],
        JsonValue value when value.TryGetValue<string>(out var text) && text is "null" => [path],
        _ => [],
    };

    /// <summary>The console's types are made from the document in the tree, before there is a gateway to ask.</summary>
    [Fact]
    public async Task TheDocumentInTheTreeIsTheOneThatIsServed()
    {
        var inTree = Path.Combine(PrintedCommands.Root, "Api", "openapi.json");
        var served = Path.Combine(AppContext.BaseDirectory, "openapi.json");
        await File.WriteAllTextAsync(served, (await Document()).ToJsonString(Readable) + "\n");

        Assert.True(
            string.Equals(await File.ReadAllTextAsync(served), await File.ReadAllTextAsync(inTree), StringComparison.Ordinal),
            $"The API is described otherwise than Api/openapi.json says. If that is meant: cp {served} {inTree}");
    }

    private async Task<JsonNode> Document()
    {
        using var answer = await world.Stranger.GetAsync("/openapi/v1.json");
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        return await answer.Json();
    }
}
