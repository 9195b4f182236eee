namespace GiftGrab;

/// <summary>Writes a file of pictures' times, in one of the formats of <see cref="TimestampFormat"/>.</summary>
internal interface ITimeWriter : IDisposable
{
    /// <summary>The file, as it was given.</summary>
    string Name { get; }

    /// <summary>Adds a picture, in the order in which they are shown.</summary>
    void Add(FrameTime time);

    /// <summary>Writes what was added, so that a killed process leaves it.</summary>
    void Flush();

    /// <summary>Nothing follows.</summary>
    void Finish();

    /// <summary>There was nothing to write about.</summary>
    void Delete();
}
