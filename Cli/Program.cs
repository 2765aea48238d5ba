using System.CommandLine;
using OrleansOps.Cli;

var common = new CommonOptions();
var opsctl = new RootCommand("Runs scripts and commands on your hosts, and shows what they do.")
{
    LoginCommand.Create(common),
    LogoutCommand.Create(common),
    WhoAmICommand.Create(common),

    AgentsCommand.Create(common),
    AgentCommand.Create(common),
    JoinTokenCommand.Create(common),
    TokensCommand.Create(common),
    SessionsCommand.Create(common),
    AuditCommand.Create(common),
    SystemCommand.Create(common),

    RunCommand.Create(common),
    TasksCommand.Create(common),
    TaskCommand.Create(common),
    LogsCommand.Create(common),
    CancelCommand.Create(common),
};
common.AddTo(opsctl);
ExtendedHelp.AddTo(opsctl);

return await CommandLine.Run(opsctl, common, args);
