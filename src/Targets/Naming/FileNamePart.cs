namespace GiftGrab;

/// <summary>What a piece of a template stands for.</summary>
internal enum FileNameField
{
    /// <summary>Itself.</summary>
    Text,
    Source,
    Date,
    Time,
    Index,
    Section,
    Slice,
}

/// <summary>A piece of a template.</summary>
/// <param name="Field">What it stands for.</param>
/// <param name="Text">The text, of what stands for itself.</param>
/// <param name="Digits">The least digits, of a number.</param>
internal sealed record FileNamePart(FileNameField Field, string Text, int Digits);
