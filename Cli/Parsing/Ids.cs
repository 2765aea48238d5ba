using System.Buffers;
using System.Security.Cryptography;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Names of tasks and jobs, as the server accepts them.</summary>
internal static class Ids
{
    public const int MaxLength = 64;

    /// <summary>The ids of a job's tasks are made of its own.</summary>
    private const int MaxLengthOfJob = 48;

    /// <summary>The ids of a workflow's jobs are made of its own.</summary>
    private const int MaxLengthOfWorkflow = 24;

    /// <summary>Without vowels and look-alikes, so that an id is never a word and reads well over the telephone.</summary>
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>A new id that sorts by time, such as 20260131-235959-x7k2mq.</summary>
    public static string New(TimeProvider time) => $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetString(Letters, 6)}";

    /// <summary>Says what is wrong with an id, or null.</summary>
    public static string? Complaint(string id) => id.Length is >= 1 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed)
        ? null
        : $"\"{Printable.Of(id)}\" is not a task id: 1 to {MaxLength} letters, digits, _ and - are allowed.";

    /// <summary>Says what is wrong with the id of a job that is not submitted by its id, or null: those of a workflow's steps have -- in them.</summary>
    public static string? ComplaintOfAnyJob(string id) => id.Length <= MaxLengthOfJob && Complaint(id) is null
        ? null
        : $"\"{Printable.Of(id)}\" is not a job id: 1 to {MaxLengthOfJob} letters, digits, _ and - are allowed.";

    /// <summary>Says what is wrong with the id of a workflow, or null.</summary>
    public static string? ComplaintOfWorkflow(string id) => id.Length <= MaxLengthOfWorkflow && ComplaintOfJob(id) is null
        ? null
        : $"\"{Printable.Of(id)}\" is not a workflow id: 1 to {MaxLengthOfWorkflow} letters, digits, _ and - are allowed, without --.";

    /// <summary>Says what is wrong with the id of a job, or null.</summary>
    public static string? ComplaintOfJob(string id) => id.Length <= MaxLengthOfJob && Complaint(id) is null && !id.Contains("--", StringComparison.Ordinal)
        ? null
        : $"\"{Printable.Of(id)}\" is not a job id: 1 to {MaxLengthOfJob} letters, digits, _ and - are allowed, without --.";
}
