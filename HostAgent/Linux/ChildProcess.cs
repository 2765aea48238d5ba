using System.ComponentModel;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Linux;

/// <summary>
/// Starts a program in a session of its own, with an empty environment and one descriptor (3) on which it can talk to us. System.Diagnostics
/// starts none like that: it has no session of its own, no extra descriptor, and it would hand our environment with our secrets on.
/// </summary>
internal static unsafe class ChildProcess
{
    // Larger than the opaque structures of any libc.
    private const int OpaqueBytes = 1024;
    private const int TalkDescriptor = 3;

    private static readonly nint Attributes = PrepareAttributes();

    /// <summary>Starts it and returns its id and our end of the conversation.</summary>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static (int Pid, Socket Talk) Start(string program, string first, string second)
    {
        var pair = stackalloc int[2];
        if (Native.SocketPair(Native.UnixFamily, Native.StreamSocketCloseOnExec, 0, pair) != 0)
        {
            throw new Win32Exception();
        }

        var talk = new SafeSocketHandle(pair[0], ownsHandle: true);
        try
        {
            var pid = Spawn(program, first, second, pair[1]);
            return (pid, new Socket(talk));
        }
        catch (Win32Exception)
        {
            talk.Dispose();
            throw;
        }
        finally
        {
            _ = Native.Close(pair[1]);
        }
    }

    private static int Spawn(string program, string first, string second, int talk)
    {
        var actions = stackalloc byte[OpaqueBytes];
        Check(Native.InitActions(actions));
        try
        {
            Check(Native.AddDuplicate(actions, talk, TalkDescriptor));
            Check(Native.AddOpen(actions, 0, "/dev/null", Native.ReadWrite, 0));
            Check(Native.AddDuplicate(actions, 0, 1));
            Check(Native.AddDuplicate(actions, 0, 2));

            fixed (byte* path = Text(program), argument = Text(first), another = Text(second))
            {
                var argv = stackalloc byte*[] { path, argument, another, null };
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
