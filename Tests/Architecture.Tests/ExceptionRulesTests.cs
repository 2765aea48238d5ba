using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>
/// An exception that leaves a grain or an observer travels to the caller, who may be another program. A type that this one does not have, or has
/// no serializer for, cannot be read there: the answer is dropped and the caller waits until its time is over.
/// </summary>
public sealed partial class ExceptionRulesTests
{
    /// <summary>Never thrown inside a call: the first is an answer to a request, the second stops a process before it starts.</summary>
    private static readonly string[] StayAtHome = ["RefusedException", "RefusedSettingException"];

    [Fact]
    public void WhatMayCrossACall_IsKnownToBothEnds()
    {
        var all = new[] { "Grains.Interfaces", "Grains", "Silo", "Gateway" }
            .SelectMany(project => Repository.SourceOf(project).Select(file => (Project: project, Text: Repository.Read(file))))
            .SelectMany(file => Declared().Matches(file.Text).Select(found => (Name: found.Groups["name"].Value, file.Project, IsWritten: found.Groups["written"].Success)))
            .ToList();
        var wrong = all
            .Where(found => !StayAtHome.Contains(found.Name, StringComparer.Ordinal) && !(found.IsWritten && string.Equals(found.Project, "Grains.Interfaces", StringComparison.Ordinal)))
            .Select(found => $"{found.Name} of {found.Project}")
            .ToList();

        Assert.True(all.Count >= 4, $"Only {all.Count} exceptions were found.");
        Assert.True(wrong.Count == 0, $"{string.Join(", ", wrong)}: belongs into Grains.Interfaces with [GenerateSerializer], or never leaves its process.");
    }

    [GeneratedRegex("""(?<written>\[GenerateSerializer[^\]]*\]\s*)?(public|internal)( sealed)?( partial)? class (?<name>\w+Exception)\b""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Declared();
}
