namespace GiftGrab.Tests;

/// <summary>A test that needs the kernel's virtual capture card: skipped where the kernel that has it was not built.</summary>
internal sealed class VividFactAttribute : FactAttribute
{
    public VividFactAttribute() => Skip = VividMachine.Missing;
}
