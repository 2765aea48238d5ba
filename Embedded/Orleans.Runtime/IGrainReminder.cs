namespace Orleans.Runtime;

/// <summary>A stored reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Its name; one per grain.</summary>
    string ReminderName { get; }
}
