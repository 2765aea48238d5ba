using System.Net;
using System.Text.Json;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

/// <summary>A control plane of S2.</summary>
internal sealed class S2Program(Uri gateway) : SeedProgram("S2/s2_control_plane.py", gateway.GetLeftPart(UriPartial.Authority))
{
    public const string Secret = "the-secret-that-both-know-0123456789";

    public Task<S2Answer> Get(string path) => Send(new { method = "GET", path, secret = Secret });

    /// <summary>Compact JSON, as Django signs it.</summary>
    public Task<S2Answer> Post(string path, object body) => Send(new { method = "POST", path, secret = Secret, body = body as string ?? JsonSerializer.Serialize(body) });

    public async Task<S2Answer> Send(object order)
    {
        await Order(order);
        var said = await Next(answer => answer.ContainsKey("status"), "the request is answered");
        return new S2Answer((HttpStatusCode)said["status"]!.GetValue<int>(), said["body"]!.GetValue<string>(), said["signature"]?.GetValue<string>());
    }
}
