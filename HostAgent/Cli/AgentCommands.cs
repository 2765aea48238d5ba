using System.CommandLine;

namespace OrleansOps.HostAgent.Cli;

/// <summary>What ops-agent can be told to do.</summary>
internal static class AgentCommands
{
    public static RootCommand Create()
    {
        var version = new Command("version", "Prints the version of this program.");
        version.SetAction(_ => Console.WriteLine(RunCommand.Version));
        return new RootCommand("Runs operations work on this host.") { EnrolCommand.Create(), RunCommand.Create(), ConfigCommand.Create(), DoctorCommand.Create(), StatusCommand.Create(), InstallCommand.CreateInstall(), InstallCommand.CreateUninstall(), TransferCommand.Create(), version };
    }
}
