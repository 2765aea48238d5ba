using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OrleansOps.Architecture;

/// <summary>What a built assembly really uses: a reference that the compiler did not need is not in it.</summary>
internal static class BuiltAssembly
{
    public static IReadOnlyList<string> ReferencesOf(string project)
    {
        using var file = File.OpenRead(Repository.AssemblyOf(project));
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }
}
