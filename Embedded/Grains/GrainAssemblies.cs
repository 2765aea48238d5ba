using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OrleansOps.Embedded;

/// <summary>The assemblies that may hold grains: those that reference this one.</summary>
internal static class GrainAssemblies
{
    private static readonly Assembly Ours = typeof(GrainAssemblies).Assembly;

    public static IEnumerable<Assembly> Find()
    {
        // The compiler drops references that only the composition needs, so the files beside the application count too.
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(ReferencesOurs))
        {
            Assembly.Load(AssemblyName.GetAssemblyName(file));
        }

        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(IsOurs))
            .Append(Ours);
    }

    private static bool ReferencesOurs(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
        {
            return false;
        }

        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Ours.GetName().Name!));
    }

    private static bool IsOurs(AssemblyName name) => string.Equals(name.Name, Ours.GetName().Name, StringComparison.Ordinal);
}
