using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OrleansOps.Health;
using OrleansOps.Tests.Hosting;
using static OrleansOps.Hosting.TestAuthority;

namespace OrleansOps.Hosting;

/// <summary>A silo with certificates, on real sockets.</summary>
public sealed class WhenAStrangerConnects(RedisUnderTest redis) : IClassFixture<RedisUnderTest>, IAsyncLifetime, IDisposable
{
    private const string Preamble = "a whole preamble, as far as a stranger knows it";

    private readonly TestAuthority _ours = new();
    private readonly TestAuthority _others = new();
    private readonly string _cluster = Guid.NewGuid().ToString("N");
    private CertificateFolder _folder = null!;
    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _folder = new CertificateFolder(_ours, Purpose.Silo);
        _silo = await RunningSilo.Start([.. Redis, .. _folder.Settings]);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _ours.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task AGatewayOfOursCallsGrainsAndAnotherSiloJoins()
    {
        using var gateways = new CertificateFolder(_ours, Purpose.Gateway);
        await using var second = await RunningSilo.Start([.. Redis, .. _folder.Settings]);
        await using var client = RunningClient.Begin([.. Redis, .. gateways.Settings]);

        await client.Started.Within("the gateway has found a silo");

        Assert.True((await client.Grains.GetGrain<IStoreGrain>(0).Check()).Ok);
        await Eventually.Get(() => second.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true), hosts => hosts.Count == 2, "both silos are in the cluster");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStrangersGatewayFindsNoSiloThatAnswers(bool withACertificate)
    {
        using var strangers = new CertificateFolder(_others, Purpose.Gateway);
        await File.AppendAllTextAsync(strangers.Authority, '\n' + _ours.Pem);   // it takes us for what we are; it is we who refuse
        await using var client = RunningClient.Begin(withACertificate ? [.. Redis, .. strangers.Settings] : Redis);

        await Eventually.Value(() => client.Problem, problem => problem?.StartsWith("No silo", StringComparison.Ordinal) == true, "it has tried in vain");

        Assert.False(client.Started.IsCompleted);
    }

    [Fact]
    public async Task AnAuthorityIsReplacedWithoutARestart()
    {
        using var gateways = new CertificateFolder(_others, Purpose.Gateway);
        await using var client = RunningClient.Begin([.. Redis, .. gateways.Settings]);
        await Eventually.Value(() => client.Problem, problem => problem?.StartsWith("No silo", StringComparison.Ordinal) == true, "it has tried in vain");

        _folder.Write(_others, Purpose.Silo);

        await client.Started.Within("the gateway has found the silo");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingIsSaidToPlaintext(bool portOfSilos)
    {
        using var socket = await Connect(portOfSilos);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Preamble));

        var said = await ReadToEnd(stream);

        Assert.True(said.Length == 0 || said[0] == 0x15, $"{said.Length} bytes came, the first {said.FirstOrDefault():x}");   // nothing, or a TLS alert
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, "stranger")]
    [InlineData(false, "stranger")]
    [InlineData(true, "gateway")]      // may call grains; may not be a silo
    [InlineData(true, "old")]
    [InlineData(false, "unsaid")]
    public async Task NothingIsSaidToAWrongCertificate(bool portOfSilos, string? shown)
    {
        using var certificate = Shown(shown);
        using var socket = await Connect(portOfSilos);
        await using var tls = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, server, _, _) => server?.Subject == "CN=test");

        var said = await Say(tls, certificate);

        Assert.Empty(said);
    }

    private string[] Redis => [$"--Redis:ConnectionString={redis.Server.Address}", $"--Cluster:ClusterId={_cluster}"];

    private X509Certificate2? Shown(string? name) => name switch
    {
        "stranger" => _others.Certificate(Purpose.Silo).Own,
        "gateway" => _ours.Certificate(Purpose.Gateway).Own,
        "old" => _ours.Certificate(Purpose.Silo, TimeProvider.System.GetUtcNow().AddDays(-1)).Own,
        "unsaid" => _ours.Certificate(Purpose.Unsaid).Own,
        _ => null,
    };

    private static async Task<byte[]> Say(SslStream tls, X509Certificate2? certificate)
    {
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "ops-silo",
                ClientCertificates = certificate is null ? [] : [certificate],
                ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
            }).Within("the handshake is over");
            await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Preamble));
            return await ReadToEnd(tls);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return [];
        }
    }

    private static async Task<byte[]> ReadToEnd(Stream stream)
    {
        using var said = new MemoryStream();
        try
        {
            await stream.CopyToAsync(said).Within("the connection is closed");
        }
        catch (IOException)
        {
            // Reset: refused, too.
        }

        return said.ToArray();
    }

    private async Task<Socket> Connect(bool portOfSilos)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, portOfSilos ? _silo.SiloPort : _silo.GatewayPort);
        return socket;
    }
}
