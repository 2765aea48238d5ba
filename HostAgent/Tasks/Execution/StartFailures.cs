using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Why no process came to be, said so that an operator can mend it.</summary>
internal static class StartFailures
{
    private const int NotFound = 2;
    private const int ArgumentsTooLong = 7;
    private const int PermissionDenied = 13;
    private const int NotADirectory = 20;

    public static string Describe(RunTask order, string stage, int error)
    {
        var reason = Marshal.GetPInvokeErrorMessage(error);
        var program = Interpreters.Program(order);
        return (stage, error) switch
        {
            // A directory of the agent's that nobody asked for: who reads "cannot be entered" of it would look for a mistake in his task.
            ("chdir", _) when order is { WorkingDirectory: null, RunAs: { } runAs } =>
                $"User '{runAs.User}' cannot get to the task's own directory: {reason}. Every directory above the agent's data must let others pass (chmod o+x).",
            ("chdir", _) => $"The working directory '{order.WorkingDirectory ?? "of the task's own"}' cannot be entered{Of(order)}: {reason}.",
            ("mkdir", _) => $"The working directory '{order.WorkingDirectory}' cannot be made, or not be written to{Of(order)}: {reason}.",
            ("user", _) => $"The host does not let the agent run a task as user '{order.RunAs?.User}': {reason}. Does its unit or its container take capabilities away?",
            ("limits", _) => $"The task could not be put into its control group: {reason}. Was the directory of --cgroup delegated to the agent's user?",
            ("priority", _) => $"The host does not let the agent set nice or ioNice of the task: {reason}.",
            ("exec", NotFound) => Missing(program),
            ("exec", PermissionDenied) => $"'{program}' may not be executed{Of(order)}: {reason}.",
            ("exec", ArgumentsTooLong) => "The arguments and the environment together are longer than this host allows.",
            ("exec", _) => $"'{program}' cannot be executed: {reason}.",
            ("terminal", _) => $"The host has no terminal for the task: {reason}. Run it without, or see that /dev/ptmx can be opened.",
            ("fork", _) => $"The host has no room for another process: {reason}.",
            _ => $"The host could not prepare the task ({stage}): {reason}.",
        };
    }

    public static string Missing(string program) => Interpreters.PackageOf(program) is { } package
        ? $"'{program}' was not found on this host. Install it ({package} brings it), or give its full path."
        : $"'{program}' was not found on this host. Install it, or give its full path.";

    private static string Of(RunTask order) => order.RunAs is { } runAs ? $" by user '{runAs.User}'" : " by the agent's user";

    public static FailureCode CodeOf(string stage, int error) => (stage, error) switch
    {
        // Only what an operator would mend in another place has a number of its own; the rest is told by the reason.
        ("chdir", NotFound or NotADirectory) => FailureCode.PathNotFound,
        ("chdir" or "mkdir", _) => FailureCode.PathDenied,
        ("user" or "priority", _) => FailureCode.PermissionDenied,
        ("exec", NotFound) => FailureCode.CommandNotFound,
        ("exec", PermissionDenied) => FailureCode.PermissionDenied,
        _ => FailureCode.ExecutionFailed,
    };
}
