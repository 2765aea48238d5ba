using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Why no process came to be, said so that an operator can mend it.</summary>
internal static class StartFailures
{
    private const int NotFound = 2;
    private const int ArgumentsTooLong = 7;
    private const int PermissionDenied = 13;

    public static string Describe(RunTask order, string stage, int error)
    {
        var reason = Marshal.GetPInvokeErrorMessage(error);
        return (stage, error) switch
        {
            ("chdir", _) => $"The working directory '{order.WorkingDirectory}' cannot be entered: {reason}.",
            ("exec", NotFound) => $"'{Program(order)}' was not found on this host. Install it, or give its full path.",
            ("exec", PermissionDenied) => $"'{Program(order)}' may not be executed by the agent's user: {reason}.",
            ("exec", ArgumentsTooLong) => "The arguments and the environment together are longer than this host allows.",
            ("exec", _) => $"'{Program(order)}' cannot be executed: {reason}.",
            ("terminal", _) => $"The host has no terminal for the task: {reason}. Run it without, or see that /dev/ptmx can be opened.",
            ("fork", _) => $"The host has no room for another process: {reason}.",
            _ => $"The host could not prepare the task ({stage}): {reason}.",
        };
    }

    private static string Program(RunTask order) => order.Kind switch
    {
        not TaskKind.Argv when InterpreterLine.Of(order.Script) is { } line => line.Program,
        TaskKind.Shell => "/bin/sh",
        TaskKind.Bash => "bash",
        TaskKind.Python => "python3",
        _ => order.Argv[0],
    };
}
