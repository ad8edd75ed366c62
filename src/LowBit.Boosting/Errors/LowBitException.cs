namespace LowBit.Boosting;

/// <summary>
/// Something that the caller can mend: bad data, a bad option, a bad model file. The message is one line that says
/// what is wrong, where, what is allowed, and what to do. The command line prints it and exits with 2.
/// </summary>
public abstract class LowBitException : Exception
{
    private protected LowBitException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

/// <summary>A data file, table or array that cannot be used as it is.</summary>
public sealed class BadDataException(string message, Exception? inner = null) : LowBitException(message, inner);

/// <summary>An option that is unknown, out of its range, or does not go with another.</summary>
public sealed class BadOptionException(string message, Exception? inner = null) : LowBitException(message, inner);

/// <summary>A model file that is not one, is cut short or altered, or does not fit the data.</summary>
public sealed class BadModelException(string message, Exception? inner = null) : LowBitException(message, inner);
