namespace OrleansOps.Embedded;

/// <summary>A reminder as its grain knows it.</summary>
[Immutable, GenerateSerializer]
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
