namespace OrleansOps.Tests.Support;

/// <summary>Where the tasks of one load note what they do, outside of the product.</summary>
public sealed class LoadFolder
{
    /// <param name="parent">The folder of the installation.</param>
    /// <param name="name">Names the load and its tasks; another load has another one.</param>
    public LoadFolder(string parent, string name)
    {
        Name = name;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"load-{name}")).FullName;
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary>Where every script notes its start.</summary>
    public string Starts => System.IO.Path.Combine(Path, "starts");

    /// <summary>Once it is there, what prints lines ends.</summary>
    public string Stop => System.IO.Path.Combine(Path, "stop");
}
