using Microsoft.Extensions.Options;
using OrleansOps.Hosting;

namespace OrleansOps.Tests.Gateway.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("--Gateway:DataDri=x", "Gateway:DataDri")]
    [InlineData("--Gateway:Access:TrustFr=00:00:01", "Gateway:Access:TrustFr")]
    [InlineData("--Gateway:AgentSocket:MaxConnections=1", "Gateway:AgentSocket")]
    [InlineData("--Cluster:Adress=127.0.0.1", "Cluster:Adress")]
    [InlineData("--Tasks:AgentGrase=00:01:00", "Tasks:AgentGrase")]
    public void AMisspeltSettingIsRefusedByItsName(string setting, string named)
    {
        var refused = Assert.Throws<RefusedSettingException>(() => Program.Build([setting, "--Store=Memory"]));

        Assert.Contains($"'{named}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Gateway:Access:TrustFor=00:01:00", "TrustFor")]
    [InlineData("--Gateway:AgentSockets:MaxConnections=0", "MaxConnections")]
    [InlineData("--Gateway:Follow:KeepAlive=01:00:00", "KeepAlive")]
    [InlineData("--Gateway:Proxies=127.0.0.1,proxy", "Gateway:Proxies")]
    [InlineData("--Gateway:Socket=gateway.sock", "Gateway:Socket")]
    [InlineData("--Cluster:Address=10.1.2.3", "Cluster:AllowPlaintext")]
    [InlineData("--Tracing:Endpoint=collector:4317", "Tracing:Endpoint")]
    [InlineData("--Tracing:Endpoint=file:///tmp/spans", "Tracing:Endpoint")]
    [InlineData("--Tracing:SampleRatio=1.5", "SampleRatio")]
    [InlineData("--Gateway:TraceLink=https://traces.example.org/", "Gateway:TraceLink")]
    [InlineData("--Gateway:TraceLink=javascript:alert('{traceId}')", "Gateway:TraceLink")]
    public async Task ASettingOutsideItsRangeIsRefusedAtStart(string setting, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var app = Program.Build([setting, "--Store=Memory", "--Urls=http://127.0.0.1:0", "--Gateway:LogLevel=Fatal"]);
            await app.StartAsync();
        });

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
