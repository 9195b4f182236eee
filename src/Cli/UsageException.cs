namespace GiftGrab.Cli;

/// <summary>The command line asks for something that cannot be; found before anything is created.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
