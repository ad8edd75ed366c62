namespace LowBit.Boosting;

/// <summary>A run was cancelled between two rounds; the message says how far it came and where it can be taken up.</summary>
sealed class TrainingCancelledException(string message, CancellationToken cancellation)
    : OperationCanceledException(message, cancellation);
