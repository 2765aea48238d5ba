using System.Net;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

/// <summary>What a control plane was answered.</summary>
internal sealed record S2Answer(HttpStatusCode Status, string Body, string? Signature)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Byte for byte.</summary>
    public void Is(HttpStatusCode status, string body)
    {
        Assert.Equal(body, Body);
        Assert.Equal(status, Status);
    }

    public void Says(HttpStatusCode status, string part)
    {
        Assert.Contains(part, Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(status, Status);
    }
}
