using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl tf versions</summary>
internal static class StateVersions
{
    public static Command Create(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var command = new Command("versions", "List the versions of a state that are kept, the newest first.") { id, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var versions = await session.Server.ListStateVersions(line.GetRequiredValue(id), cancel);
            if (session.Json)
            {
                session.WriteJson(versions.Json);
                return ExitCodes.Success;
            }

            var found = versions.Value.Items.Select(item => item.Deserialize(CliJson.Default.StateVersionView)).OfType<StateVersionView>().ToList();
            if (session.Format == OutputFormat.Name)
            {
                session.WriteNames(found.Select(version => Show.Number(version.Serial)));
            }
            else if (found.Count == 0)
            {
                session.Notes.Info("Nothing was written to it yet.");
            }
            else
            {
                Table(found).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Listing Table(IEnumerable<StateVersionView> versions)
    {
        var table = new Listing(
            new Column("SERIAL"), new Column("STORED"), new Column("BY", 2), new Column("SIZE", 1), new Column("RESOURCES", 3), new Column("TERRAFORM", 5), new Column("BROUGHT BACK", 4), new Column("SHA-256", 6));
        foreach (var version in versions)
        {
            table.Add(
                Show.Number(version.Serial), Show.Time(version.StoredAt), version.By, Show.Bytes(version.SizeBytes), Show.Number(version.Resources), version.TerraformVersion,
                version.RestoredFrom is { } serial ? Show.Number(serial) : null, version.Sha256);
        }

        return table;
    }
}
