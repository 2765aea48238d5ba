using System.Reflection;

namespace OrleansOps.Architecture;

/// <summary>The source tree that this test was built from, and what the build made of it.</summary>
internal static class Repository
{
    /// <summary>Projects that make up the product, as against tests and measurements.</summary>
    public static readonly string[] Product = ["Protocol", "Transport", "Platform", "Grains.Interfaces", "Api", "Grains", "Silo", "Gateway", "HostAgent", "Cli"];

    private static readonly string[] NotOurs = [".git", ".ops", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>Every file that belongs to the repository, by its path from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. FilesUnder(Root).Order(StringComparer.Ordinal)];

    /// <summary>The C# files of one project of the product.</summary>
    public static IEnumerable<string> SourceOf(string project) =>
        Files.Where(file => file.StartsWith(project + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Path of a project's assembly in the build that this test belongs to.</summary>
    public static string AssemblyOf(string project)
    {
        var name = ProjectFile.Of(project).AssemblyName ?? "OrleansOps." + project;
        var path = Path.Combine(Metadata("BuildOutput"), project, Metadata("Configuration"), name + ".dll");
        Assert.True(File.Exists(path), $"{path} is not there. The rules are read from built assemblies: build the whole solution first.");
        return path;
    }

    private static IEnumerable<string> FilesUnder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (NotOurs.Contains(Path.GetFileName(inner)))
            {
                continue;
            }

            foreach (var file in FilesUnder(inner))
            {
                yield return file;
            }
        }
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => string.Equals(pair.Key, key, StringComparison.Ordinal)).Value!;
}
