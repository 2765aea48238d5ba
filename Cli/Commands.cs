using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>All that opsctl can do.</summary>
internal static class Commands
{
    public static RootCommand Create(CommonOptions common)
    {
        var opsctl = new RootCommand("Runs scripts and commands on your hosts, and shows what they do.")
        {
            LoginCommand.Create(common),
            LogoutCommand.Create(common),
            WhoAmICommand.Create(common),

            HostsCommand.Create(common),
            HostCommand.Create(common),
            JoinTokenCommand.Create(common),
            TokensCommand.Create(common),
            SessionsCommand.Create(common),
            AuditCommand.Create(common),
            SystemCommand.Create(common),

            RunCommand.Create(common),
            ShellCommand.Create(common),
            TasksCommand.Create(common),
            TaskCommand.Create(common),
            JobsCommand.Create(common),
            JobCommand.Create(common),
            WorkflowCommand.Create(common),
            ScheduleCommand.Create(common),
            SecretsCommand.Create(common),
            LocksCommand.Create(common),
            KeysCommand.Create(common),
            RulesCommand.Create(common),
            TerraformCommand.Create(common),
            LogsCommand.Create(common),
            CancelCommand.Create(common),
            RerunCommand.Create(common),
            DeleteCommand.Create(common),
            FilesCommand.Create(common),
            CopyCommand.Create(common),
            ArtifactsCommand.Create(common),

            CompletionCommand.Create(common),
        };
        common.AddTo(opsctl);
        ExtendedHelp.AddTo(opsctl);
        return opsctl;
    }
}
