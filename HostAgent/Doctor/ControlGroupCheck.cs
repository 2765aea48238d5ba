using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Whether tasks with limits get control groups of their own, where the settings say that they shall.</summary>
internal static class ControlGroupCheck
{
    private const string Name = "cgroup";
    private const string Mend = "See Delegate= and DelegateSubgroup= of the unit (systemd 254 or newer), or name a directory that was delegated to the agent's user with cgroup; without, limits are watched.";

    public static Finding Of(AgentOptions options)
    {
        if (options.ControlGroups is not { } setting)
        {
            return Finding.Ok(Name, "Limits of tasks are watched: the settings name no control groups (cgroup).");
        }

        if (setting != ControlGroups.Own)
        {
            return Of(setting, isOwn: false);
        }

        var process = RunningAgent.Of(options.Data);
        return process is null
            ? Finding.Warn(Name, "The control group above the agent's own can be looked at only while it runs.", "Start the agent, and look again.")
            : Directory(process.Value) is { } directory ? Of(directory, isOwn: true) : Finding.Warn(Name, "The agent that runs has no control group (version 2) to itself: limits of tasks are watched.", Mend);
    }

    private static Finding Of(string directory, bool isOwn)
    {
        try
        {
            var lacking = ControlGroups.Lacking(directory);
            return lacking.Length == 0
                ? Finding.Ok(Name, $"The kernel holds the limits of tasks in '{directory}'.")
                : Finding.Warn(Name, $"In '{directory}' the kernel does not hold limits of {lacking}: they are watched.", Mend);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // What a unit says by default must not keep an agent from its work; a directory that somebody named must be right, or the agent does not start.
            return isOwn
                ? Finding.Warn(Name, $"The agent's group '{directory}' is not for it to write to ({failed.Message}): limits of tasks are watched.", Mend)
                : Finding.Fail(Name, $"'{directory}' is no directory of control groups (version 2) that this user can use: {failed.Message}", Mend);
        }
    }

    private static string? Directory(int process)
    {
        try
        {
            return ControlGroups.Above(ControlGroups.OwnPath(File.ReadAllText($"/proc/{process}/cgroup")), File.ReadAllText("/proc/self/mountinfo"));
        }
        catch (IOException)
        {
            return null;   // it has just ended
        }
    }
}
