using System.ComponentModel;
using System.Net.Sockets;
using System.Text;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>One process that forks supervisors (Supervisor/serve.c): it is told the names of attempts, and they tell what happens.</summary>
internal sealed class ForkServerProcess : IDisposable
{
    private const int MessageBytes = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SupervisedProcess> _attempts = new(StringComparer.Ordinal);
    private readonly Socket _orders;
    private readonly Socket _news;
    private bool _isDead;

    private ForkServerProcess(int pid, Socket orders, Socket news)
    {
        (Pid, _orders, _news) = (pid, orders, news);
        Died = Live();
    }

    public int Pid { get; }

    public bool IsAlive => !Volatile.Read(ref _isDead);

    /// <summary>Completes when it is dead and collected, with the attempts of which nobody tells any more.</summary>
    public Task<List<SupervisedProcess>> Died { get; }

    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static ForkServerProcess Start(string program, string directory)
    {
        var (pid, orders, news) = ChildProcess.Start(program, directory);
        return new ForkServerProcess(pid, orders, news);
    }

    /// <summary>Has an attempt supervised; false if it is dead already.</summary>
    public async Task<bool> TryName(SupervisedProcess attempt)
    {
        lock (_lock)
        {
            if (_isDead)
            {
                return false;
            }

            _attempts[attempt.Name] = attempt;
        }

        try
        {
            await _orders.SendAsync(Encoding.ASCII.GetBytes(attempt.Name)).ConfigureAwait(false);
        }
        catch (Exception dying) when (dying is SocketException or ObjectDisposedException)
        {
            // It has just died. The attempt is among those that are taken over.
        }

        return true;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isDead)
            {
                _ = Native.Kill(Pid, Signals.Kill);   // what it forked lives on
            }
        }
    }

    private async Task<List<SupervisedProcess>> Live()
    {
        var reading = ReadNews();
        await Receive(_orders, new byte[1]).ConfigureAwait(false);   // it says nothing there: what comes is its end
        List<SupervisedProcess> attempts;
        lock (_lock)
        {
            _ = Native.Kill(Pid, Signals.Kill);
            _ = Native.WaitPid(Pid, out _, 0);
            _isDead = true;
            attempts = [.. _attempts.Values];
        }

        _orders.Dispose();
        _news.Dispose();
        await reading.ConfigureAwait(false);
        return attempts;
    }

    private async Task ReadNews()
    {
        var message = new byte[MessageBytes];
        int length;
        while ((length = await Receive(_news, message).ConfigureAwait(false)) > 0)
        {
            Tell(Encoding.ASCII.GetString(message, 0, length));
        }
    }

    /// <summary>The name of an attempt, then its news, each on a line.</summary>
    private void Tell(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var news = lines.Skip(1).Select(SupervisorEvent.Parse).OfType<SupervisorEvent>().ToList();
        SupervisedProcess? attempt;
        lock (_lock)
        {
            attempt = _attempts.GetValueOrDefault(lines[0]);
            if (news.Exists(happened => happened.IsLast))
            {
                _attempts.Remove(lines[0]);
            }
        }

        attempt?.Hear(news);
    }

    private static async Task<int> Receive(Socket socket, byte[] message)
    {
        try
        {
            return await socket.ReceiveAsync(message.AsMemory()).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
