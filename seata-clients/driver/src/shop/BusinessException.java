package shop;

final class BusinessException extends Exception {
    private static final long serialVersionUID = 1;

    BusinessException() {
        super("the business says no");
    }
}
