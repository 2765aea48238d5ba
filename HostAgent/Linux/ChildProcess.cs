using System.ComponentModel;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.HostAgent.Linux;

/// <summary>
/// Starts a program in a session of its own, with an empty environment and two descriptors: 3, on which it listens to us, and 4, on which
/// it and its children talk. System.Diagnostics starts none like that: it has no session of its own, no extra descriptor, and it would
/// hand our environment with our secrets on.
/// </summary>
internal static unsafe class ChildProcess
{
    // Larger than the opaque structures of any libc.
    private const int OpaqueBytes = 1024;
    private const int OrdersDescriptor = 3;
    private const int NewsDescriptor = 4;

    private static readonly nint Attributes = PrepareAttributes();

    /// <summary>Starts it and returns its id and our ends of both conversations.</summary>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static (int Pid, Socket Orders, Socket News) Start(string program, string argument)
    {
        var (orders, itsOrders) = Pair();
        using (itsOrders)
        {
            var (news, itsNews) = Pair();
            using (itsNews)
            {
                try
                {
                    var pid = Spawn(program, argument, (int)itsOrders.DangerousGetHandle(), (int)itsNews.DangerousGetHandle());
                    return (pid, new Socket(orders), new Socket(news));
                }
                catch (Win32Exception)
                {
                    orders.Dispose();
                    news.Dispose();
                    throw;
                }
            }
        }
    }

    /// <summary>Has the supervisors' program end at once: a directory without a name is none.</summary>
    /// <exception cref="Win32Exception">It cannot be executed.</exception>
    public static void Try(string program)
    {
        var (pid, orders, news) = Start(program, "");
        using (orders)
        using (news)
        {
            _ = Native.WaitPid(pid, out _, 0);
        }
    }

    /// <summary>Both ends of a conversation that keeps messages whole.</summary>
    private static (SafeSocketHandle Ours, SafeSocketHandle Theirs) Pair()
    {
        var pair = stackalloc int[2];
        return Native.SocketPair(Native.UnixFamily, Native.MessageSocketCloseOnExec, 0, pair) == 0
            ? (new SafeSocketHandle(pair[0], ownsHandle: true), new SafeSocketHandle(pair[1], ownsHandle: true))
            : throw new Win32Exception();
    }

    private static int Spawn(string program, string argument, int orders, int news)
    {
        var actions = stackalloc byte[OpaqueBytes];
        Check(Native.InitActions(actions));
        try
        {
            Check(Native.AddDuplicate(actions, orders, OrdersDescriptor));
            Check(Native.AddDuplicate(actions, news, NewsDescriptor));
            Check(Native.AddOpen(actions, 0, "/dev/null", Native.ReadWrite, 0));
            Check(Native.AddDuplicate(actions, 0, 1));
            Check(Native.AddDuplicate(actions, 0, 2));

            fixed (byte* path = Text(program), only = Text(argument))
            {
                var argv = stackalloc byte*[] { path, only, null };
                var env = stackalloc byte*[] { null };
                Check(Native.Spawn(out var pid, path, actions, (void*)Attributes, argv, env));
                return pid;
            }
        }
        finally
        {
            _ = Native.DestroyActions(actions);
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static nint PrepareAttributes()
    {
        var attributes = (byte*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(OpaqueBytes);
        var signals = stackalloc byte[OpaqueBytes];
        Check(Native.InitAttributes(attributes));
        Check(Native.SetFlags(attributes, Native.SpawnSetSid | Native.SpawnSetSignalDefaults | Native.SpawnSetSignalMask));
        _ = Native.FillSignals(signals);
        Check(Native.SetSignalDefaults(attributes, signals));
        _ = Native.ClearSignals(signals);
        Check(Native.SetSignalMask(attributes, signals));
        return (nint)attributes;
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}
