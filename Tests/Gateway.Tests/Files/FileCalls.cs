using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Files;

/// <summary>The calls of somebody who puts files into the store.</summary>
internal static class FileCalls
{
    public static async Task<JsonNode> BeginUpload(this HttpClient client, long sizeBytes, string name, string? sha256 = null, int? keepSeconds = null)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/files/uploads", new { sizeBytes, name, sha256, keepSeconds });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static async Task<HttpResponseMessage> Append(this HttpClient client, string id, long offset, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/files/uploads/{id}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return await client.SendAsync(request);
    }

    /// <summary>Puts a whole file at once, and returns what is known of it.</summary>
    public static async Task<JsonNode> Put(this HttpClient client, byte[] bytes, string name, int? keepSeconds = null)
    {
        var begun = await client.BeginUpload(bytes.Length, name, keepSeconds: keepSeconds);
        using var answer = await client.Append(begun["id"]!.GetValue<string>(), 0, bytes);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["file"]!;
    }

    /// <summary>How far an upload is, as HEAD says it.</summary>
    public static async Task<long> Offset(this HttpClient client, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/api/v1/files/uploads/{id}");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }
}
