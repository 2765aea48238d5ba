namespace OrleansOps.Browser;

/// <summary>Sees to it that the packages of these tests are installed as package-lock.json names them.</summary>
public sealed class NodePackages : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public string? Problem { get; private set; }

    /// <summary>Installs where that was not done for this lock file. Gives what went wrong, or null.</summary>
    public static async Task<string?> Install(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
        {
            return null;
        }

        var (code, output) = await Node.Run("npm", ["ci"], Longest, folder);
        return code == 0 ? null : $"npm ci in {folder} failed:{Environment.NewLine}{output}";
    }

    public async Task InitializeAsync() => Problem = await Install(Place.Source);

    public Task DisposeAsync() => Task.CompletedTask;
}
