using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A shell on a host, as a program types into it: what is not confirmed is sent again at the same place.</summary>
internal sealed class ShellOfHost(OpsWorld world, string id)
{
    private long _at;

    public static async Task<ShellOfHost> Open(OpsWorld world, string id, object task)
    {
        await world.Api.Submit(id, task);
        await world.Api.InPhase(id, "running");
        return new ShellOfHost(world, id);
    }

    public async Task Type(string keys)
    {
        var bytes = Encoding.UTF8.GetBytes(keys);
        var end = _at + bytes.Length;
        while (_at < end)
        {
            _at = await Say(_at, bytes[^(int)(end - _at)..]);
        }
    }

    /// <summary>How many bytes were typed after these were sent; it waits for a gateway or a host that is away.</summary>
    public Task<long> Say(long at, byte[] data) => Eventually.Get(async () =>
    {
        using var reply = await world.Api.Post($"/api/v1/tasks/{id}/input", new { at, data });
        var said = await reply.Content.ReadFromJsonAsync<JsonObject>();
        return reply.StatusCode == HttpStatusCode.OK ? said!["typed"]!.GetValue<long>()
            : reply.StatusCode == HttpStatusCode.ServiceUnavailable || (string?)said!["code"] is "not-running" ? -1
            : throw new InvalidOperationException($"{reply.StatusCode}: {said}");
    }, typed => typed >= 0, $"bytes from {at} on are typed into {id}");

    public Task<string> Shows(string text) => Eventually.Get(Screen, screen => screen.Contains(text, StringComparison.Ordinal), $"the terminal of {id} shows '{text}'");

    public async Task<string> Screen() => Encoding.UTF8.GetString(await world.Api.RawLog(id));
}
