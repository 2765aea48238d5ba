using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Installing;

/// <summary>
/// The agent as a service of a host: program, settings, data directory, unit and, where it is to be, a user. Each part is noted before the next one
/// is made, so that what an interrupted installation left can be taken away too. Installing again replaces program and unit and leaves settings and data.
/// </summary>
internal sealed class Installation(InstallPlan plan, string version)
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode EverybodyEnters = Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerEnters = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly List<InstalledFile> _files = [];
    private readonly List<string> _directories = [];
    private string? _user;

    /// <summary>What was installed there; null: nothing.</summary>
    public static InstalledParts? Read(InstallPlan plan)
    {
        var path = plan.At(InstallPlan.Manifest);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), InstalledJson.Default.InstalledParts) : null;
        }
        catch (JsonException failed)
        {
            throw new AgentStartException($"'{path}' is damaged, so nobody knows what was installed. Install again, then uninstall.", failed);
        }
    }

    /// <summary>Writes down what is installed there.</summary>
    public static void Write(InstallPlan plan, InstalledParts parts) =>
        File.WriteAllText(plan.At(InstallPlan.Manifest), JsonSerializer.Serialize(parts, InstalledJson.Default.InstalledParts));

    /// <param name="program">The program to install: this one.</param>
    public void Install(string program)
    {
        if (Read(plan) is { } before)
        {
            _files.AddRange(before.Files);
            _directories.AddRange(before.Directories);
            _user = before.User;
        }

        Folder(InstallPlan.SettingsFolder);
        Note();
        var owner = Owner();
        Data(owner);
        Put(InstallPlan.Program, File.ReadAllBytes(program), EverybodyEnters);
        if (!File.Exists(plan.At(InstallPlan.Settings)))
        {
            Put(InstallPlan.Settings, Encoding.UTF8.GetBytes(FirstSettings.Text()), OwnerAndGroup);
            GiveGroup(owner);
        }

        Proxies();
        Put(InstallPlan.Unit, Encoding.UTF8.GetBytes(UnitFile.Text(plan.User)), Everybody);
        Want();
    }

    private Account? Owner()
    {
        if (plan.User is not { } name)
        {
            return null;
        }

        if (ServiceUser.Find(plan, name) is { } known)
        {
            return known;
        }

        ServiceUser.Make(plan, name);
        _user = name;
        Note();
        return ServiceUser.Find(plan, name) ?? throw new AgentStartException($"The user {name} was made and is not there.");
    }

    private void Data(Account? owner)
    {
        Folder(InstallPlan.Data);
        var path = plan.At(InstallPlan.Data);
        File.SetUnixFileMode(path, OwnerEnters);
        if (owner is not null && !Accounts.TryGive(path, owner))
        {
            throw new AgentStartException($"'{path}' cannot be given to {owner.Name}. Install as root.");
        }
    }

    /// <summary>Its own user reads the settings as their group, and cannot change them.</summary>
    private void GiveGroup(Account? owner)
    {
        if (owner is not null && !Accounts.TryGive(plan.At(InstallPlan.Settings), owner with { User = 0 }))
        {
            throw new AgentStartException($"'{plan.At(InstallPlan.Settings)}' cannot be given to the group of {owner.Name}. Install as root.");
        }
    }

    /// <summary>A service does not have the variables of who installs it, and needs the proxies among them as much. Root alone reads them: they may hold a password.</summary>
    private void Proxies()
    {
        if (ProxyRoute.FromEnvironment() is { Count: > 0 } variables && !File.Exists(plan.At(InstallPlan.Environment)))
        {
            var lines = variables.Where(variable => !variable.Value.Any(char.IsControl))
                .Select(variable => $"{variable.Key}=\"{variable.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
            Put(InstallPlan.Environment, Encoding.UTF8.GetBytes(string.Concat(lines)), OwnerOnly);
        }
    }

    private void Want()
    {
        Folder(Path.GetDirectoryName(InstallPlan.Wanted)!);
        var link = plan.At(InstallPlan.Wanted);
        if (!Path.Exists(link))
        {
            File.CreateSymbolicLink(link, InstallPlan.Unit);
            _files.Add(new InstalledFile(InstallPlan.Wanted, ""));
            Note();
        }
    }

    /// <summary>The old one until the new one is there whole.</summary>
    private void Put(string path, byte[] content, UnixFileMode mode)
    {
        Folder(Path.GetDirectoryName(path)!);
        var fresh = plan.At(path) + ".new";
        File.Delete(fresh);
        using (var file = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.SetUnixFileMode(fresh, mode);   // whatever the umask of who installs
        File.Move(fresh, plan.At(path), overwrite: true);
        _files.RemoveAll(file => file.Path == path);
        _files.Add(new InstalledFile(path, Convert.ToHexStringLower(SHA256.HashData(content))));
        Note();
    }

    private void Folder(string path)
    {
        if (Directory.Exists(plan.At(path)))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } above)
        {
            Folder(above);
        }

        Directory.CreateDirectory(plan.At(path));
        File.SetUnixFileMode(plan.At(path), EverybodyEnters);
        _directories.Add(path);
    }

    private void Note() => Write(plan, new InstalledParts(version, _files, _directories, _user));
}
