using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

internal static class Json
{
    /// <summary>Exactly one document.</summary>
    public static JsonNode Parse(string text) => JsonNode.Parse(text)!;

    /// <summary>A document on each line.</summary>
    public static List<JsonNode> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
