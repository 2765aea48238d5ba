using System.Net.Sockets;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>The way to a terminal, where nobody answers any more.</summary>
public sealed class InputLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _supervisor = new(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);

    public void Dispose()
    {
        _supervisor.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task SettledWhileAnAnswerIsAwaited_ItSaysThatNobodyAnswers()
    {
        _supervisor.Bind(new UnixDomainSocketEndPoint(Path.Join(_directory.Path, "t.tty")));
        _supervisor.Listen();
        using var line = new InputLine(_directory.Path, "t.tty");

        var typed = line.Type(new TypeInput(1, "t", 1, 0, "x"u8.ToArray()));
        using var asked = await _supervisor.AcceptAsync();
        Assert.Equal(17, await asked.ReceiveAsync(new byte[64]));
        line.Dispose();

        Assert.Null(await typed.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
