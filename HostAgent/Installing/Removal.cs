using System.Security.Cryptography;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.HostAgent.Installing;

/// <summary>Takes away what an installation made, and no more. Settings that were changed and data stay, unless they are to go too.</summary>
internal sealed class Removal(InstallPlan plan, InstalledParts parts, bool purge)
{
    private readonly List<string> _kept = [];

    /// <summary>What stays, as sentences.</summary>
    /// <exception cref="AgentStartException">An agent still runs there.</exception>
    public IReadOnlyList<string> Remove()
    {
        Refuse();
        var files = parts.Files.Reverse().Where(file => !TryDelete(file)).Reverse().ToList();
        var data = plan.At(InstallPlan.Data);
        if (purge && Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
            Directory.CreateDirectory(data);   // goes below with the others, if it was made
        }

        if (_kept.Count == 0 && !(parts.Directories.Contains(InstallPlan.Data) && HasContents(data)))
        {
            File.Delete(plan.At(InstallPlan.Manifest));
        }

        var directories = parts.Directories.Reverse().Where(directory => !TryDelete(directory)).Reverse().ToList();
        var user = TryRemoveUser() ? null : parts.User;
        if (_kept.Count > 0)
        {
            // What stays can be taken away later, and is known as ours to the next installation.
            Installation.Write(plan, parts with { Files = files, Directories = directories, User = user });
        }

        return _kept;
    }

    private void Refuse()
    {
        var data = plan.At(InstallPlan.Data);
        if (RunningAgent.Of(data) is { } process)
        {
            throw new AgentStartException($"The agent of '{data}' runs as process {process}. Stop it first.");
        }

        if (purge && TaskFiles.CountIn(Path.Join(data, "tasks")) is > 0 and var tasks)
        {
            throw new AgentStartException($"{tasks} tasks of the agent run on, or their results are not stored yet. Let the agent run until they are over, or uninstall without --purge.");
        }
    }

    private bool TryDelete(InstalledFile file)
    {
        var path = plan.At(file.Path);
        if (file.Path is InstallPlan.Settings or InstallPlan.Environment && !purge && File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != file.Sha256)
        {
            _kept.Add($"'{path}' stays: it was changed since.");
            return false;
        }

        if (Path.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }

        return true;
    }

    private bool TryDelete(string directory)
    {
        var path = plan.At(directory);
        if (HasContents(path))
        {
            if (directory == InstallPlan.Data)
            {
                _kept.Add($"'{path}' stays, with the agent's identity and what its tasks left. With --purge it goes too.");
            }

            return false;
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }

        return true;
    }

    /// <summary>As long as files are his, his number must not become another's.</summary>
    private bool TryRemoveUser()
    {
        if (parts.User is not { } user || ServiceUser.Find(plan, user) is null)
        {
            return true;
        }

        if (Directory.Exists(plan.At(InstallPlan.Data)))
        {
            _kept.Add($"The user {user} stays: '{plan.At(InstallPlan.Data)}' is his.");
            return false;
        }

        ServiceUser.Remove(plan, user);
        return true;
    }

    private static bool HasContents(string directory) => Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any();
}
