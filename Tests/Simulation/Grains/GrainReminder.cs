namespace OrleansOps.Simulation.Grains;

/// <summary>A reminder as its grain knows it, and the version of its row.</summary>
internal sealed record GrainReminder(string ReminderName, string ETag) : IGrainReminder;
