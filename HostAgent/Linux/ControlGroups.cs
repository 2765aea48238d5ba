using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Linux;

/// <summary>
/// A directory of the kernel's control groups (version 2) that the agent may make groups in: one for each attempt with limits, by its supervisor. What is
/// not there, or not given to the agent, no task has: its limits are watched then.
/// </summary>
internal sealed partial class ControlGroups
{
    /// <summary>Stands for the group above the agent's own, where the service manager has put the agent into one by itself (DelegateSubgroup=agent).</summary>
    public const string Own = "own";

    private const string OwnName = "agent";
    private const string Prefix = "task-";

    private static readonly string[] Controllers = ["memory", "cpu", "pids"];

    private readonly string _directory;

    private ControlGroups(string directory) => _directory = directory;

    /// <param name="setting">A directory, <see cref="Own"/>, or null: none.</param>
    /// <exception cref="AgentStartException">That directory is none of control groups, or not for the agent to write to.</exception>
    public static ControlGroups? Open(string? setting, ILogger<ControlGroups> logger)
    {
        if (setting is null)
        {
            return null;
        }

        if ((setting == Own ? Above(OwnPath(File.ReadAllText("/proc/self/cgroup")), File.ReadAllText("/proc/self/mountinfo")) : setting) is not { } directory)
        {
            LogNoneOfItsOwn(logger);
            return null;
        }

        try
        {
            var (held, missing) = Enable(directory);
            LogHeld(logger, directory, held, missing);
            return new ControlGroups(directory);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            if (setting == Own)
            {
                LogNotUsable(logger, failed, directory);   // what its unit says by default must not keep an agent from its work
                return null;
            }

            throw new AgentStartException(
                $"'{directory}' is no directory of control groups (version 2) that the agent can use: {failed.Message} Name one that was delegated to its user with --cgroup, or leave it out.", failed);
        }
    }

    /// <summary>The agent's own group in the hierarchy of version 2, out of /proc/self/cgroup; null: it is in none.</summary>
    public static string? OwnPath(string text) =>
        text.Split('\n').Where(line => line.StartsWith("0::/", StringComparison.Ordinal)).Select(line => line[3..]).FirstOrDefault();

    /// <summary>Where the group above it is mounted, if the agent has one of the expected name to itself.</summary>
    public static string? Above(string? own, string mountInfo)
    {
        if (own is null || Path.GetFileName(own) != OwnName)
        {
            return null;
        }

        foreach (var words in mountInfo.Split('\n').Select(line => line.Split(' ')))
        {
            if (Array.IndexOf(words, "-") is > 5 and var dash && words.Length > dash + 1 && words[dash + 1] == "cgroup2" && words[3] == "/")
            {
                return Path.Join(words[4], Path.GetDirectoryName(own));
            }
        }

        return null;
    }

    /// <summary>Which of the limits the kernel does not hold in groups below that directory, without changing anything there; empty: none.</summary>
    /// <exception cref="IOException">It is no directory of control groups.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for this user to write to.</exception>
    public static string Lacking(string directory)
    {
        using (File.OpenWrite(Path.Join(directory, "cgroup.procs")))
        {
            // Opened, not written.
        }

        var held = File.ReadAllText(Path.Join(directory, "cgroup.subtree_control")).Split(' ', '\n');
        var offered = File.ReadAllText(Path.Join(directory, "cgroup.controllers")).Split(' ', '\n');
        return string.Join(' ', Controllers.Except(held.Concat(offered), StringComparer.Ordinal));
    }

    public string PathOf(string attempt) => Path.Join(_directory, Prefix + attempt);

    /// <summary>Kills whatever is in an attempt's group at this moment, if it has one.</summary>
    public void Kill(string attempt)
    {
        var file = Path.Join(PathOf(attempt), "cgroup.kill");
        if (File.Exists(file))
        {
            try
            {
                File.WriteAllText(file, "1");
            }
            catch (IOException)
            {
                // Its supervisor has just removed it.
            }
        }
    }

    /// <summary>Removes an attempt's group, which its supervisor does unless it was killed. One that processes are in stays.</summary>
    public void Remove(string attempt)
    {
        try
        {
            Directory.Delete(PathOf(attempt));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // There is none, or something lives on in it.
        }
    }

    /// <summary>Attempts whose groups are there.</summary>
    public IEnumerable<string> Attempts() =>
        Directory.EnumerateDirectories(_directory, Prefix + "*").Select(path => Path.GetFileName(path)[Prefix.Length..]);

    /// <summary>Has the kernel hold, in groups below, what it can.</summary>
    private static (string Held, string Missing) Enable(string directory)
    {
        var control = Path.Join(directory, "cgroup.subtree_control");
        var offered = File.ReadAllText(Path.Join(directory, "cgroup.controllers")).Split(' ', '\n');
        foreach (var controller in Controllers.Intersect(offered, StringComparer.Ordinal))
        {
            File.WriteAllText(control, "+" + controller);
        }

        using (File.OpenWrite(Path.Join(directory, "cgroup.procs")))
        {
            // To move a process from one group to another it takes the right to write to this file of the group above both.
        }

        var held = File.ReadAllText(control).Split(' ', '\n').Intersect(Controllers, StringComparer.Ordinal).ToList();
        return (Names(held), Names(Controllers.Except(held, StringComparer.Ordinal)));
    }

    private static string Names(IEnumerable<string> controllers) => string.Join(' ', controllers) is { Length: > 0 } names ? names : "none";
}
