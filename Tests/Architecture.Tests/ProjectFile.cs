using System.Xml.Linq;

namespace OrleansOps.Architecture;

/// <summary>What one project file names, whatever conditions stand around it.</summary>
internal sealed class ProjectFile
{
    private ProjectFile(XDocument xml)
    {
        Projects = [.. Included(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
        Packages = [.. Included(xml, "PackageReference")];
        Linked = [.. Included(xml, "Compile").Where(path => path.StartsWith("..", StringComparison.Ordinal))];
        AssemblyName = xml.Descendants("AssemblyName").Select(element => element.Value).FirstOrDefault();
    }

    public IReadOnlyList<string> Projects { get; }

    public IReadOnlyList<string> Packages { get; }

    /// <summary>Source files of other folders that it compiles as its own.</summary>
    public IReadOnlyList<string> Linked { get; }

    /// <summary>Where it is not OrleansOps and the project's name.</summary>
    public string? AssemblyName { get; }

    public static ProjectFile Of(string project) => At($"{project}/{project}.csproj");

    /// <param name="path">From the root of the repository.</param>
    public static ProjectFile At(string path) => new(XDocument.Parse(Repository.Read(path)));

    private static IEnumerable<string> Included(XDocument xml, string item) => xml
        .Descendants(item)
        .Select(element => (string?)element.Attribute("Include"))
        .OfType<string>()
        .SelectMany(include => include.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
