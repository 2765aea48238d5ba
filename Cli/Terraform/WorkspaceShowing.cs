using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tf show</summary>
internal static class WorkspaceShowing
{
    public static Command Create(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var command = new Command("show", "Show one workspace: its newest state, and who has it locked.") { id, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var workspace = await session.Server.ReadWorkspace(line.GetRequiredValue(id), cancel);
            if (session.Json)
            {
                session.WriteJson(workspace.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([workspace.Value.Id]);
            }
            else
            {
                Details(workspace.Value).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Details(WorkspaceView workspace) => new Details()
        .Add("Workspace", workspace.Id)
        .Add("Serial", Show.Number(workspace.Newest?.Serial))
        .Add("Lineage", workspace.Newest?.Lineage)
        .Add("Resources", Show.Number(workspace.Newest?.Resources))
        .Add("Size", Show.Bytes(workspace.Newest?.SizeBytes))
        .Add("SHA-256", workspace.Newest?.Sha256)
        .Add("Written by", workspace.Newest is { } newest ? $"{newest.By}, {Show.Time(newest.StoredAt)}" : null)
        .Add("Terraform", workspace.Newest?.TerraformVersion)
        .Add("Brought back", workspace.Newest?.RestoredFrom is { } serial ? $"serial {Show.Number(serial)}" : null)
        .Add("Versions", $"{Show.Number(workspace.Versions)}, {Show.Bytes(workspace.StoredBytes)} in the store")
        .Add("Locked by", workspace.Lock?.Holder)
        .Add("  since", Show.Time(workspace.Lock?.TakenAt))
        .Add("  for", workspace.Lock?.Operation)
        .Add("  with token", workspace.Lock?.By)
        .Add("  lock", workspace.Lock?.Id)
        .Add("Last broken", workspace.LastBreak is { } last ? $"lock of {last.Lock.Holder}, by {last.By}, {Show.Time(last.At)}: {last.Reason}" : null);
}
