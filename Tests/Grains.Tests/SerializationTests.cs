using System.Reflection;
using System.Text.Json;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps;

/// <summary>
/// Everything that crosses a grain call or is stored says how: else it works in one process and fails between two, or after a class moved.
/// </summary>
public sealed class SerializationTests
{
    private static readonly Assembly[] Ours = [typeof(ITaskGrain).Assembly, typeof(TaskState).Assembly];

    [Fact]
    public void GrainInterfacesAndTheirMethodsHaveAliases()
    {
        foreach (var grain in Interfaces())
        {
            Assert.True(grain.IsDefined(typeof(AliasAttribute)), $"{grain} has no [Alias].");
            Assert.All(grain.GetMethods().Where(method => !method.IsStatic), method =>
                Assert.True(method.IsDefined(typeof(AliasAttribute)), $"{grain.Name}.{method.Name} has no [Alias]."));
            Assert.Distinct(grain.GetMethods().Where(method => !method.IsStatic).Select(method => method.GetCustomAttribute<AliasAttribute>()!.Alias));
        }
    }

    [Fact]
    public void EveryTypeThatCrossesACallOrIsStoredIsMarked()
    {
        var seen = new HashSet<Type>();
        foreach (var type in Interfaces().SelectMany(Mentioned).Concat(States()))
        {
            Walk(type, seen);
        }

        Assert.True(seen.Count > 30, $"Only {seen.Count} types were found: the walk is broken.");
        var aliases = seen.Select(type => type.GetCustomAttribute<AliasAttribute>()!.Alias).ToList();
        Assert.Distinct(aliases);
    }

    [Fact]
    public void AStoredTaskIsReadBackAsItWas()
    {
        var task = new TaskState
        {
            Spec = Some.Spec() with { Script = [1, 2, 255], Labels = new Dictionary<string, string> { ["a"] = "b" } },
            Phase = TaskPhase.Succeeded,
            Attempt = 2,
            SubmittedAt = Some.Time,
            Result = Some.Result(),
            Version = 7,
            GoneSince = Some.Time,
        };

        var written = JsonSerializer.SerializeToUtf8Bytes(task, StoredJson.Options);
        var read = JsonSerializer.Deserialize<TaskState>(written, StoredJson.Options);

        Assert.Equal(written, JsonSerializer.SerializeToUtf8Bytes(read, StoredJson.Options));
        Assert.Equal(task.Spec.Script, read!.Spec!.Script);
        Assert.Equal(task.Result, read.Result);
        Assert.DoesNotContain("OrleansOps", System.Text.Encoding.UTF8.GetString(written), StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Interfaces() => typeof(ITaskGrain).Assembly.GetTypes()
        .Where(type => type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type)));

    private static IEnumerable<Type> Mentioned(Type grain) => grain.GetMethods()
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));

    private static IEnumerable<Type> States() => typeof(TaskState).Assembly.GetTypes()
        .SelectMany(type => type.GetConstructors())
        .SelectMany(constructor => constructor.GetParameters())
        .Select(parameter => parameter.ParameterType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
        .Append(typeof(TaskState));

    private static void Walk(Type type, HashSet<Type> seen)
    {
        foreach (var inner in type.GetGenericArguments())
        {
            Walk(inner, seen);
        }

        if (type.IsArray)
        {
            Walk(type.GetElementType()!, seen);
        }

        if (!Ours.Contains(type.Assembly) || type.IsInterface || !seen.Add(type))
        {
            return;
        }

        Assert.True(type.IsDefined(typeof(GenerateSerializerAttribute)), $"{type} has no [GenerateSerializer].");
        Assert.True(type.IsDefined(typeof(AliasAttribute)), $"{type} has no [Alias].");
        var members = type.IsEnum || typeof(Exception).IsAssignableFrom(type) ? [] : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsStored).ToArray();
        Assert.All(members, member => Assert.True(member.IsDefined(typeof(IdAttribute)), $"{type}.{member.Name} has no [Id]."));
        Assert.Distinct(members.Select(member => member.GetCustomAttribute<IdAttribute>()!.Id));
        foreach (var member in members)
        {
            Walk(member.PropertyType, seen);
        }
    }

    private static bool IsStored(PropertyInfo property) => property.SetMethod is not null;
}
