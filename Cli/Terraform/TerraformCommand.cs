using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tf, with run, runs, confirm, discard, cancel, list, show, versions, state, rollback, unlock and delete</summary>
internal static class TerraformCommand
{
    private const string More = """
        Terraform and OpenTofu keep their states here with the backend "http", and run on hosts; docs/terraform.md shows how.

        Examples:
          opsctl tf run network --host web-1 --dir ./infra
          opsctl tf runs network
          opsctl tf list
          opsctl tf versions network
          opsctl tf state pull network --serial 3
          opsctl tf rollback network --serial 3
          opsctl tf unlock network --reason "its machine is gone" --yes
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("tf", "Terraform: run it on hosts; list, show, pull, roll back, unlock or delete its states.", More)
    {
        RunRunning.Create(common),
        RunReading.Create(common),
        RunVerbs.CreateConfirm(common),
        RunVerbs.CreateDiscard(common),
        RunVerbs.CreateCancel(common),
        WorkspaceListing.Create(common),
        WorkspaceShowing.Create(common),
        StateVersions.Create(common),
        StatePulling.Create(common),
        WorkspaceVerbs.CreateRollBack(common),
        WorkspaceVerbs.CreateUnlock(common),
        WorkspaceVerbs.CreateDelete(common),
    };

    public static Argument<string> Workspace()
    {
        var argument = new Argument<string>("WORKSPACE") { HelpName = "WORKSPACE", Description = "Id of the workspace: the last part of the backend's address." };
        argument.CompletionSources.Add(Known.Workspaces);
        return argument;
    }

    public static Option<long?> Serial(string description) => Options.Number("--serial", "N", description, 0);
}
