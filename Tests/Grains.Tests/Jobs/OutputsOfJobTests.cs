using FsCheck;
using FsCheck.Fluent;

namespace OrleansOps.Jobs;

public sealed class OutputsOfJobTests
{
    /// <summary>
    /// Any hosts with any outputs, put together in any grouping: a name that is kept has a value only if all hosts that set it set that, two values of two hosts
    /// that set them where they differ, and is missing only where no host has set it or that is said.
    /// </summary>
    [Fact]
    public void And_AnyHostsInAnyGroups_SaysWhatIsSo() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => IsRight(new Random(seed))).QuickCheckThrowOnFailure();

    [Fact]
    public void And_AlikeIsTheValue_AndTheFirstTwoThatDifferAreNamed()
    {
        var alike = Of("a", ("version", "1")).And(Of("b", ("version", "1"))).And(Of("c", ("other", "x")));
        Assert.Equal([("other", "x", "c"), ("version", "1", "a")], alike.Items.Select(item => (item.Name, item.Value, item.Host)));
        Assert.DoesNotContain(alike.Items, item => item.Differs);

        var differs = alike.And(Of("d", ("version", "2"))).And(Of("e", ("version", "3"))).Find("version")!;
        Assert.Equal(("1", "a", "2", "d"), (differs.Value, differs.Host, differs.OtherValue, differs.OtherHost));
        var later = Of("d", ("version", "1")).And(Of("e", ("version", "2")).And(Of("f", ("version", "1")))).Find("version")!;
        Assert.Equal(("1", "d", "2", "e"), (later.Value, later.Host, later.OtherValue, later.OtherHost));
    }

    [Fact]
    public void Within_WhatHasNoRoom_IsNotKnownOfTheWhole()
    {
        var large = new string('x', OutputsOfJob.MostBytes / 2);
        var one = Of("a", ("a", large), ("b", large), ("c", "1"));
        Assert.Equal(("a", "b"), (Assert.Single(one.Items).Name, one.CutAt));
        Assert.True(one.MayLack("b") && one.MayLack("c") && !one.MayLack("a") && !one.MayLack("aa"));

        var both = one.And(Of("b", ("c", "2"), ("aa", "3")));
        Assert.Equal("b", both.CutAt);
        Assert.Equal(["a", "aa"], both.Items.Select(item => item.Name));   // of "c" only one of two hosts is known
        Assert.Equal("a", both.Within(10).CutAt);
        Assert.True(OutputsOfJob.None.Within(-1).IsEmpty);
        Assert.Equal(OutputsOfJob.MostNames, Of("a", [.. Enumerable.Range(0, 150).Select(number => ($"n{number}", "v"))]).Items.Count);
    }

    [Fact]
    public void And_LongValuesThatDiffer_AreCutToWhatIsShown()
    {
        var differs = Of("a", ("a", new string('x', 1_000) + "1")).And(Of("b", ("a", new string('x', 1_000) + "2"))).Find("a")!;

        Assert.True(differs.Differs);
        Assert.Equal((200, 200), (differs.Value.Length, differs.OtherValue!.Length));
    }

    private static bool IsRight(Random chance)
    {
        var hosts = Enumerable.Range(0, chance.Next(1, 9)).Select(host => (Name: $"h{host}", Outputs: Enumerable.Range(0, chance.Next(0, 6))
            .Select(_ => (Name: $"n{chance.Next(4)}", Value: chance.Next(6) == 0 ? new string((char)('a' + chance.Next(2)), 40_000) : $"v{chance.Next(2)}"))
            .DistinctBy(output => output.Name).ToArray())).ToList();
        var whole = Grouped([.. hosts.Select(host => Of(host.Name, host.Outputs))], chance);
        var set = hosts.SelectMany(host => host.Outputs.Select(output => (output.Name, output.Value, Host: host.Name))).ToLookup(output => output.Name, StringComparer.Ordinal);
        var alike = whole.Items.All(item => set[item.Name].Select(output => output.Value).Distinct(StringComparer.Ordinal).Count() > 1 == item.Differs
            && (item.Differs ? Has(item.Host, item.Value) && Has(item.OtherHost!, item.OtherValue!) && item.Host != item.OtherHost : set[item.Name].First() == (item.Name, item.Value, item.Host)));
        return alike && set.All(name => whole.Find(name.Key) is not null || whole.MayLack(name.Key)) && whole.Size <= OutputsOfJob.MostBytes;

        bool Has(string host, string value) => hosts.Single(each => each.Name == host).Outputs.Any(output => output.Value.StartsWith(value.TrimEnd('…'), StringComparison.Ordinal));
    }

    private static OutputsOfJob Grouped(OutputsOfJob[] parts, Random chance) => parts.Length switch
    {
        1 => parts[0],
        var many when chance.Next(1, many) is var cut => Grouped(parts[..cut], chance).And(Grouped(parts[cut..], chance)),
        _ => OutputsOfJob.None,
    };

    private static OutputsOfJob Of(string host, params (string Name, string Value)[] outputs) =>
        OutputsOfJob.Of(host, outputs.ToDictionary(output => output.Name, output => output.Value, StringComparer.Ordinal));
}
