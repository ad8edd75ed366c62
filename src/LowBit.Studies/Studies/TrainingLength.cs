namespace LowBit.Studies;

/// <summary>How long a task on digits is.</summary>
enum TrainingLength
{
    /// <summary>A part of the images, once.</summary>
    OneEpoch,

    /// <summary>A part of the images, a few times.</summary>
    Short,

    /// <summary>All images, several times.</summary>
    Long,
}
