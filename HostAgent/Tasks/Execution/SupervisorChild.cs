using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Tasks;

/// <summary>A supervisor that this life of the agent started, and what it says.</summary>
internal sealed class SupervisorChild(int pid, Socket talk, ChildReaper reaper)
{
    public int Pid => pid;

    /// <summary>Its events, until it is dead.</summary>
    public async IAsyncEnumerable<SupervisorEvent> ReadEvents()
    {
        var buffer = new byte[512];
        var held = 0;
        while (true)
        {
            var received = await Receive(buffer.AsMemory(held));
            if (received == 0)
            {
                yield break;
            }

            held += received;
            int newline;
            while ((newline = buffer.AsSpan(0, held).IndexOf((byte)'\n')) >= 0)
            {
                var happened = SupervisorEvent.Parse(Encoding.ASCII.GetString(buffer, 0, newline));
                held -= newline + 1;
                buffer.AsSpan(newline + 1, held).CopyTo(buffer);
                if (happened is not null)
                {
                    yield return happened;
                }
            }
        }
    }

    /// <summary>Nothing more is wanted of it. Until now its id could not be used again, because it was not collected.</summary>
    public void Release()
    {
        talk.Dispose();
        reaper.Add(pid);
    }

    private async ValueTask<int> Receive(Memory<byte> buffer)
    {
        try
        {
            return await talk.ReceiveAsync(buffer);
        }
        catch (SocketException)
        {
            return 0;   // its end was torn down; the record on disk says the rest
        }
    }
}
