using System.CommandLine;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Installing;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent install` and `ops-agent uninstall`: the agent as a service of this host.</summary>
internal static class InstallCommand
{
    private const int NameLength = 32;

    public static Command CreateInstall()
    {
        var root = Root();
        var user = new Option<string?>("--user") { HelpName = "NAME", Description = "The user that the agent and all tasks run as; made if he is not there. Default: root, whose tasks may be anybody's." };
        var noStart = new Option<bool>("--no-start") { Description = "Does not start it." };
        var command = new Command("install", $"Makes the agent a service: puts this program to {InstallPlan.Program}, settings to {InstallPlan.Settings} and a systemd unit where they belong. Again, it replaces program and unit.") { root, user, noStart };
        command.SetAction(parsed =>
        {
            var plan = new InstallPlan(RootOf(parsed.GetValue(root)), User(parsed.GetValue(user)));
            new Installation(plan, RunCommand.Version).Install(Environment.ProcessPath!);
            Console.WriteLine($"Installed {plan.At(InstallPlan.Program)} and {InstallPlan.UnitName}.");
            Start(plan, parsed.GetValue(noStart));
        });
        return command;
    }

    public static Command CreateUninstall()
    {
        var root = Root();
        var purge = new Option<bool>("--purge") { Description = "Removes its settings, its identity and all that it keeps, too." };
        var command = new Command("uninstall", "Stops the service and removes what 'ops-agent install' has made. Settings that were changed and data stay. Tasks that run go on.") { root, purge };
        command.SetAction(parsed =>
        {
            var plan = new InstallPlan(RootOf(parsed.GetValue(root)), User: null);
            var parts = Installation.Read(plan) ?? throw new AgentStartException($"Nothing was installed in '{plan.Root}' by 'ops-agent install'.");
            if (HasSystemd(plan))
            {
                HostCommands.Run("systemctl", "stop", InstallPlan.UnitName);
            }

            var kept = new Removal(plan, parts, parsed.GetValue(purge)).Remove();
            if (HasSystemd(plan))
            {
                HostCommands.Run("systemctl", "daemon-reload");
            }

            Console.WriteLine("Uninstalled.");
            foreach (var sentence in kept)
            {
                Console.WriteLine(Printable.Of(sentence));
            }
        });
        return command;
    }

    private static Option<string?> Root() => new("--root") { HelpName = "DIR", Description = "A directory that stands for / of a host, to put its files together; nothing is started there." };

    private static string RootOf(string? root)
    {
        var path = Path.GetFullPath(root ?? "/");
        if (path == "/" && !Environment.IsPrivilegedProcess)
        {
            throw new AgentStartException("Only root can do that. Run it with sudo, or with --root DIR for files alone.");
        }

        return Directory.Exists(path) ? path : throw new AgentStartException($"The directory '{path}' is not there.");
    }

    /// <summary>As useradd takes it; root is what is meant by none.</summary>
    private static string? User(string? name) => name switch
    {
        null or "root" => null,
        { Length: <= NameLength } when name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-') && !char.IsAsciiDigit(name[0]) && name[0] != '-' => name,
        _ => throw new AgentStartException($"'{name}' is no name of a user: lower-case letters, digits, '_' and '-', beginning with a letter, at most {NameLength}."),
    };

    private static void Start(InstallPlan plan, bool noStart)
    {
        if (!HasSystemd(plan))
        {
            return;
        }

        HostCommands.Run("systemctl", "daemon-reload");
        if (noStart)
        {
            return;
        }

        // One without identity would be started again and again, for nothing.
        if (DataDirectory.IdentityIn(InstallPlan.Data) is { AgentId: not null } || HasToken())
        {
            HostCommands.Run("systemctl", "restart", InstallPlan.UnitName);
            Console.WriteLine("Started.");
            return;
        }

        Console.WriteLine($"It is not enrolled yet. {(plan.User is { } user ? $"As {user}: runuser -u {user} -- " : "")}ops-agent enrol --config {InstallPlan.Settings} --server URL --join-token-stdin");
        Console.WriteLine($"Then: systemctl start {InstallPlan.UnitName}");
    }

    private static bool HasToken() =>
        AgentConfiguration.Read(InstallPlan.Settings, new Dictionary<string, string>(StringComparer.Ordinal), []).Options is not { JoinToken: null, JoinTokenFile: null };

    private static bool HasSystemd(InstallPlan plan) => plan.IsThisHost && Directory.Exists("/run/systemd/system");
}
